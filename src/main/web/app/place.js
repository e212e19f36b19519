// Where somebody is: only after a tap, and never more exactly than the question needs.

import { read } from './api.js';
import { forever } from './storage.js';
import { t } from './text.js';

let municipalities = null;

/** All municipalities, by name. */
export function allMunicipalities() {
  municipalities ??= read('/municipalities').then(({ data }) => data.items).catch((failure) => {
    municipalities = null;
    throw failure;
  });
  return municipalities;
}

/** key → name; shows the key itself until the names are known. */
export async function municipalityNames() {
  const names = Object.fromEntries((await allMunicipalities()).map(({ key, name }) => [key, name]));
  return (key) => names[key] ?? key;
}

export const myMunicipality = () => forever.read('municipality');

export function rememberMunicipality(key) {
  if (key) forever.write('municipality', key);
  else forever.remove('municipality');
}

/** The device's position, {latitude, longitude, accuracy}. Rejects with an Error in words for the reader. */
export function devicePosition() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) {
      reject(new Error(t('place.missing')));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy }),
      (failure) => reject(new Error(t(failure.code === failure.PERMISSION_DENIED ? 'place.denied' : 'place.missing'))),
      { enableHighAccuracy: false, timeout: 12_000, maximumAge: 120_000 },
    );
  });
}

/** For sorting by distance: three decimals are about 100 metres, which is near enough and says less. */
export const near = ({ latitude, longitude }) => `${latitude.toFixed(3)},${longitude.toFixed(3)}`;
