import { createBackendModule } from '@backstage/backend-plugin-api';
import { taskEvent, taskFacts } from '../event/scaffolderEvent';
import { scaffolderTables } from '../feed/scaffolderTables';
import { readAddress, readSource } from '../settings';
import { outboxServices, startOutbox } from './outboxModule';

/** Tells of the scaffolder's tasks. */
export const scaffolderModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'stagedoor',
  register(reg) {
    reg.registerInit({
      deps: outboxServices,
      async init(services) {
        const source = readSource(services.config, 'scaffolder');
        const address = readAddress(services.config, 'task', 'backstage/scaffolder/task');
        const knex = await services.database.getClient();
        await startOutbox(
          'scaffolder',
          scaffolderTables,
          async change => {
            const [row] = await knex('tasks').select('spec', 'created_by').where('id', change.uid);
            return { id: change.id, address, body: JSON.stringify(taskEvent(change, taskFacts(row), source)) };
          },
          services,
        );
      },
    });
  },
});
