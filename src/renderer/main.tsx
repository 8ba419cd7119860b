import './bridge/jitless.ts'

// Imported on its own and later: a bundler may hoist what is imported beside the line above, and evaluate it first.
void import('./start.tsx').then(({ start }) => start())
