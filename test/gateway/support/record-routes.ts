const ofKinds = [
  'certificates',
  'objections',
  'consents',
  'uses',
  'registers',
  'purposes',
  'calendars',
].flatMap((kind) => [
  `/v1/${kind}`,
  `/v1/${kind}/{participant}/{id}`,
  `/v1/${kind}/{participant}/{id}/versions`,
  `/v1/${kind}/{participant}/{id}/read`,
]);
/** Every route of records with a life cycle. */
export const recordRoutes: readonly string[] = [
  ...ofKinds,
  '/v1/events',
  '/v1/collections/{what}/{participant}',
  '/v1/collections/{what}/{participant}/read',
  '/v1/collections/{what}/{participant}/{id}',
  '/v1/collections/{what}/{participant}/{id}/read',
];
