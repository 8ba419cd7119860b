import { config } from 'zod'

// Zod otherwise tries `new Function` once, which the page's content policy forbids and reports. Imported before any schema is built.
config({ jitless: true })
