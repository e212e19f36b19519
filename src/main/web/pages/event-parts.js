// Finding the event that a page is about.

import { read } from '../app/api.js';

const over = (event) => Date.parse(event.endsAt.at) < Date.now();

/** The events, the next first; those that are over come last. */
export async function allEvents() {
  const { data } = await read('/events', { limit: 50 });
  return [...data.items.filter((event) => !over(event)), ...data.items.filter(over)];
}

/** The event of ?id=, or the running or next one: what people in a hall type is short. Null when there is none. */
export async function thisEvent() {
  const asked = new URLSearchParams(location.search).get('id');
  if (asked) return (await read(`/events/${encodeURIComponent(asked)}`)).data;
  const events = await allEvents();
  const next = events.find((event) => event.kind === 'barcamp' && !over(event)) ?? events[0];
  return next ? (await read(`/events/${next.id}`)).data : null;
}
