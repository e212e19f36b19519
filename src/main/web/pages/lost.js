// Nothing lives at this address.

import { startPage } from '../app/page.js';
import { addTexts } from '../app/text.js';
import { problem } from '../app/texts/problem.js';

addTexts(problem);
startPage();
