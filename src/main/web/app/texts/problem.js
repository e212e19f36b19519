// Words of the pages that explain what went wrong.

export const problem = {
  de: {
    'problem.status': 'Fehlernummer {status}',
    'problem.unknown': 'Diesen Fehler kennen wir nicht',
    'problem.all': 'Alle Fehler und was sie bedeuten',
  },
  en: {
    'problem.status': 'Status {status}',
    'problem.unknown': 'We do not know this problem',
    'problem.all': 'All problems and what they mean',
    'problem.titleTag': 'What went wrong – Saalelab',
    'problem.home': 'To the first page',
    'lost.titleTag': 'Page not found – Saalelab',
    'lost.title': 'This page does not exist',
    'lost.text': 'The address may have a typing error, or the page has moved.',
  },
};
