import { join } from 'node:path'

/** Where pictures and findings of a run are kept; not part of the repository. */
export const ARTIFACTS = join(import.meta.dirname, '../artifacts')
