import type { talk as en } from '../en/talk.ts'

export const talk: Readonly<Record<keyof typeof en, string>> = {
  'talk.with': 'Prata med {name}',
}
