// Runs before the first paint, so that type size, colours and language do not jump. A classic script on purpose.
(function () {
  'use strict';
  function saved(name) {
    try {
      return localStorage.getItem('saalelab.' + name);
    } catch (blocked) {
      return null; // a browser that allows no storage gets the defaults
    }
  }
  var root = document.documentElement;
  var theme = saved('theme');
  if (theme === 'dark' || theme === 'light') root.setAttribute('data-kern-theme', theme);
  if (saved('type') === 'large') root.setAttribute('data-type', 'large');
  if (saved('language') === 'en') {
    root.lang = 'en';
    root.setAttribute('data-translating', ''); // page.js takes it away once the words stand
  }
})();
