// What this browser remembers. Where storage is blocked or full, things last as long as the page.

const PREFIX = 'saalelab.';

function keepIn(area) {
  const fallback = new Map();
  return {
    read(name) {
      if (fallback.has(name)) return fallback.get(name);
      try {
        const text = area().getItem(PREFIX + name);
        return text === null ? null : JSON.parse(text);
      } catch {
        return null; // blocked, or written by something else
      }
    },
    write(name, value) {
      fallback.delete(name);
      try {
        area().setItem(PREFIX + name, JSON.stringify(value));
      } catch {
        fallback.set(name, value);
      }
    },
    remove(name) {
      fallback.delete(name);
      try {
        area().removeItem(PREFIX + name);
      } catch {
        // blocked: nothing was kept there
      }
    },
    clear() {
      fallback.clear();
      try {
        Object.keys(area()).filter((name) => name.startsWith(PREFIX)).forEach((name) => area().removeItem(name));
      } catch {
        // blocked: nothing was kept there
      }
    },
  };
}

/** Lasts until it is removed. */
export const forever = keepIn(() => localStorage);

/** Lasts as long as the tab: for what somebody typed about themselves on a device that others use too. */
export const thisTab = keepIn(() => sessionStorage);

/** Settings that early.js reads as plain text. */
export function setting(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // blocked: the setting holds for this page
  }
}
