import { findByExternalIds, readPlaces, setPlaces, withdrawProduct } from '../../checkout/index.ts';
import { CATALOG_HELP } from './catalog-help.ts';
import { runImport } from './catalog-import.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';

/** `tilltalk catalog`: fills the shop and takes things out of it. */
export const catalogCommand: CliCommand = {
  name: 'catalog',
  summary: 'Import a catalogue file; withdraw a product; limit its places.',
  help: CATALOG_HELP,
  run: async ([action, ...args], context) => {
    if (action === '--help' || action === '-h' || args.includes('--help') || args.includes('-h')) {
      context.print(CATALOG_HELP);
      return 0;
    }
    if (action === 'import') return runImport(args, context);
    if (action === 'withdraw') return runWithdraw(args, context);
    if (action === 'places') return runPlaces(args, context);
    context.printError(
      action === undefined
        ? 'Say what to do: catalog import, catalog withdraw or catalog places.'
        : `There is no catalog ${action}.`,
    );
    context.printError('See: tilltalk catalog --help');
    return 2;
  },
};

async function runWithdraw(args: readonly string[], context: CliContext): Promise<ExitCode> {
  if (args.length === 0 || args.some((arg) => arg.startsWith('-'))) {
    context.printError('Name the products by their external ids: catalog withdraw SOURCE:ID:LANGUAGE …');
    return 2;
  }
  const { clock, newId, livemode } = context;
  const db = await context.openDatabase();
  const found = await findByExternalIds(db.query, args);
  const known = new Set(found.map(({ product }) => product.externalId));
  for (const externalId of args.filter((arg) => !known.has(arg))) {
    context.printError(`There is no product ${externalId}.`);
  }
  for (const { product } of found) {
    await withdrawProduct({ db, clock, newId, livemode }, { productId: product.productId });
    context.print(`withdrawn  ${product.externalId}`);
  }
  return known.size === new Set(args).size ? 0 : 1;
}

async function runPlaces(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const [externalId = '', wanted = '', ...more] = args;
  const { places } = { places: undefined, ...readPlaces(wanted) };
  if (externalId.startsWith('-') || places === undefined || more.length > 0) {
    context.printError('Name a product and how many can buy it: catalog places SOURCE:ID:LANGUAGE 20');
    return 2;
  }
  const { clock, newId, livemode } = context;
  const db = await context.openDatabase();
  const [found] = await findByExternalIds(db.query, [externalId]);
  if (found === undefined) {
    context.printError(`There is no product ${externalId}.`);
    return 1;
  }
  const { productId } = found.product;
  const taken = await setPlaces({ db, clock, newId, livemode }, { productId, places, actor: 'command_line' });
  context.print(`${externalId}: ${places === null ? 'any number of' : places} places, ${taken} held or sold`);
  return 0;
}
