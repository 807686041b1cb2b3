// A Backstage backend as the demonstration starts it. In your own, the line of Stagedoor is the one to add.
const { createBackend } = require('@backstage/backend-defaults');

const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@stagedoor/backstage-backend-module'));
backend.add(require('./localFiles'));
backend.add(require('./pageWriter'));
backend.start();
