import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { Arrived } from './FakeBroker';

/** The contract of the program, which tests and module share. The tests run in the folder of the package. */
const document = parse(readFileSync(join('..', 'src', 'main', 'resources', 'backstage-events.asyncapi.yaml'), 'utf8'));

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'contract', ...document });

const messageNames: Record<string, string> = {
  'backstage/catalog/entity': 'CatalogEntityChangeEvent',
  'backstage/catalog/location': 'CatalogLocationChangeEvent',
  'backstage/scaffolder/task': 'ScaffolderTaskEvent',
  'backstage/techdocs/build': 'TechDocsBuildEvent',
};

/** What is wrong with these events, by the schema of the channel to which each was sent. */
export function violations(events: Arrived[]): string[] {
  return events.flatMap(({ address, body }) => {
    const validate = ajv.getSchema(`contract#/components/messages/${messageNames[address]}/payload`);
    if (!validate) {
      return [`${address} is no channel of the contract`];
    }
    return validate(body) ? [] : [`${address}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`];
  });
}
