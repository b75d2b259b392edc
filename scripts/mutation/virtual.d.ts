/** What `plugin.ts` puts together while it bundles: all tests of the sources. */
declare module "virtual:tests";
