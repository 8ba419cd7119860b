import { useMemo } from 'react'
import { LANGUAGES } from '../../../shared/kernel/language.ts'
import { LANGUAGE_NAMES } from '../../app/messages/language-names.ts'
import { isolate, type MessageKey, type Say, useSay } from '../../app/messages/words.tsx'
import { SHORTCUTS, shortcutPaths } from '../../app/shortcuts.ts'
import { SETTINGS_PARTS } from '../../parts/settings-parts.ts'
import { type Stores, useData, useStores, useUi } from '../../stores/stores.tsx'
import { THEMES } from '../../stores/ui-store.ts'
import type { FindEntry, FindKind, FindWay } from './find-entries.ts'

/** Acts that begin at an address. */
const BEGINNINGS: readonly (readonly [MessageKey, string])[] = [
  ['resources.record', '/resources?do=record'],
  ['resources.import', '/resources?do=csv'],
  ['alerts.raise', '/alerts/new'],
  ['find.offer', '/transfers/new'],
  ['find.lesson', '/seedbed/new'],
  ['invite.create', '/neighbours?at=invite'],
  ['find.accept', '/neighbours?at=accept'],
  ['find.backup', '/settings?at=backup'],
  ['about.diagnose', '/settings?at=about'],
]

const way = (kind: FindKind, title: string, leads: FindWay): FindEntry => ({
  key: `${kind} ${title}`,
  kind,
  title,
  detail: '',
  unseen: '',
  atMs: 0,
  way: leads,
})

/** Every place, every act and every part of the settings. */
export function useWays(): readonly FindEntry[] {
  const say = useSay()
  const stores = useStores()
  const language = useUi((state) => state.language)
  const unlocked = useData(stores.mirrors)?.find((mirror) => mirror.unlocked && !mirror.revoked)
  const isInside = useData(stores.practice)?.inside === true
  return useMemo(
    () => [
      ...shortcutPaths.map((path) => way('go', say(SHORTCUTS[path].words), { address: path })),
      ...BEGINNINGS.map(([words, address]) => way('do', say(words), { address })),
      unlocked === undefined
        ? way('do', say('find.unlock'), { run: stores.mirrors.actions.openUnlock })
        : way('do', say('find.lock', { mirror: isolate(unlocked.name) }), {
            run: () => void stores.mirrors.actions.lock(unlocked.mirrorId),
          }),
      ...(isInside ? [way('go', say('practice.log'), { address: '/practice/log' })] : []),
      way('do', say(isInside ? 'find.leavePractice' : 'find.enterPractice'), {
        address: '/settings?at=practice',
      }),
      way('do', say('keys.help'), { run: () => stores.ui.actions.openOverlay('keys') }),
      ...LANGUAGES.filter((known) => known !== language).map((known) =>
        way('do', say('find.language', { language: LANGUAGE_NAMES[known] }), {
          run: () => void stores.settings.actions.set({ language: known }),
        }),
      ),
      ...themeWays(say, stores),
      ...Object.entries(SETTINGS_PARTS).map(([part, words]) =>
        way('setting', say(words), { address: `/settings?at=${part}` }),
      ),
    ],
    [say, stores, language, unlocked, isInside],
  )
}

const themeWays = (say: Say, { ui }: Stores): readonly FindEntry[] =>
  THEMES.map((theme) =>
    way('do', say('find.theme', { theme: say(`settings.theme.${theme}`) }), {
      run: () => ui.actions.setTheme(theme),
    }),
  )
