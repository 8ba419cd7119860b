import { alerts } from './en/alerts.ts'
import { neighbours } from './en/neighbours.ts'
import { practice } from './en/practice.ts'
import { privacy } from './en/privacy.ts'
import { resources } from './en/resources.ts'
import { seeds } from './en/seeds.ts'
import { settings } from './en/settings.ts'
import { setup } from './en/setup.ts'
import { transfers } from './en/transfers.ts'

/** Every message of the page in English: the source of the keys. ICU MessageFormat. */
export const en = {
  'app.name': 'Mirrorwell',
  'app.titleCount': '({count}) Mirrorwell',
  'app.connecting': 'Looking for your Node.',
  'app.asking': 'Asking your Node how it is.',
  'app.unanswered': 'Your Node does not say how it is',
  'app.refusedTitle': 'This page is not let in',
  'app.refusedHow':
    'The link holds a key that changes each time the Node starts. You find it in the window where Mirrorwell was started.',
  'app.nowhere': 'There is nothing at this address.',

  'ui.back': 'Back',
  'ui.next': 'Next',
  'ui.cancel': 'Cancel',
  'ui.done': 'Done',
  'ui.save': 'Save',
  'ui.saved': 'Saved',
  'ui.remove': 'Remove',
  'ui.retry': 'Try again',
  'ui.copy': 'Copy',
  'ui.copied': 'Copied',
  'ui.copyFailed': 'The text could not be copied. Mark it and copy it by hand.',
  'ui.elapsed': 'For {time} so far',
  'ui.tell': 'Copy what happened',
  'ui.longWait': 'This takes longer than usual.',
  'ui.longAct': 'This takes longer than usual. You need not stay: your Node goes on with it.',
  'ui.reload': 'Load the page anew',
  'ui.stopWaiting': 'Stop waiting',
  'import.pickFile': 'Pick a file',
  'import.look': 'Look at it first',

  'ui.loading': 'One moment',
  'ui.quoted': '“{text}”',

  'nav.label': 'Places',
  'nav.skip': 'Skip to the content',
  'nav.find': 'Find',
  'nav.needs': 'Needs you',
  'nav.resources': 'Resources',
  'nav.map': 'Map',
  'nav.alerts': 'Alerts',
  'nav.neighbours': 'Neighbours',
  'nav.settings': 'Settings',
  'nav.waiting': '{count, plural, one {one waiting} other {# waiting}}',

  'who.nobody': 'No Mirror is unlocked',
  'who.mirror': '{mirror}, Mirror of {node}',
  'who.sees': '{known, plural, =0 {No other Node is known yet} other {You can see {near} of {known} Nodes}}',
  'who.unlock': 'Unlock',
  'who.lock': 'Lock',
  'unlock.title': 'Who are you?',
  'unlock.lede': 'Your PIN unlocks your signature on this page only.',
  'unlock.forAct': 'Only a Mirror can do this. Unlock yours, and it goes on by itself.',
  'unlock.who': 'Mirror',
  'unlock.pin': 'PIN of {mirror}',
  'unlock.tries': '{count, plural, =0 {No try left for now} one {One try left} other {# tries left}}',

  'practice.all': 'Practice · Övning · 練習',
  'practice.detail': 'Nothing here is real.',
  'banner.lost': 'This page has lost its Node. It tries to reach it again; what you see may be old.',
  'banner.refused':
    'Your Node has started anew and does not let this page in. What you have written still stands here: copy it before you leave.',
  'banner.partial': 'You can see {near} of {known} Nodes; the others have been silent for hours.',
  'banner.partialOld': 'You can see {near} of {known} Nodes; figures for {thing} are {age} old.',
  'banner.alone':
    'No other Node is in reach. Yours works on by itself: what you do is kept, and goes out when one is heard again.',
  'banner.clockOff':
    'Your neighbours’ clocks say that this machine’s clock is {off} off. Set it right, or times will mislead you and them.',
  'banner.filtered':
    'What reaches you may be filtered: other Nodes keep knowing things that none of your neighbours pass on. Keep a neighbour close whom you trust, or invite another.',
  'announce.alert': 'New alert, {severity}: {kind}, from {from}. {summary}',
  'announce.call': 'A neighbour asks whether anybody is there.',
  'announce.alerts': '{count, plural, one {One new alert} other {# new alerts}}',

  'needs.title':
    '{count, plural, =0 {Nothing needs you} =1 {One thing needs you} =2 {Two things need you} =3 {Three things need you} =4 {Four things need you} =5 {Five things need you} other {# things need you}}',
  'needs.lede': 'Nothing happens until you decide. Alerts come first.',
  'needs.ledeEmpty': 'All is calm.',
  'needs.empty': 'The water is still.',
  'needs.emptyDetail': 'A good moment to note how much there is, or to let another neighbour in.',
  'needs.emptyAlone':
    'Your Node works alone already: note what you have and follow how it moves. A neighbour can join any time.',
  'needs.record': 'Record a level',
  'needs.invite': 'Invite a neighbour',
  'needs.sealed':
    '{count, plural, =0 {Nobody else has judged it yet.} one {One other has judged it. You will see how once you have.} other {# others have judged it. You will see how once you have.}}',
  'needs.epochTitle': 'Is anything left of the old Node?',
  'needs.epochDetail':
    'This Node was restored. Normally a neighbour tells it where it left off. If no neighbour ever heard from it, confirm that nothing is left, and it can write again.',
  'needs.epochConfirm': 'Confirm: nothing is left',
  'needs.backupTitle': 'Write down your 24 words',
  'needs.backupDetail':
    'There is now something worth keeping here. If this machine is lost, only the words bring the Node back.',
  'needs.backupDo': 'Make it safe',
  'needs.mirrorTitle': '{mirror} is a new Mirror here',
  'needs.mirrorDetail': 'They may sign for this Node. If nobody knows about it, revoke them. Added',
  'needs.mirrorLook': 'Look at Mirrors',
  'needs.mirrorNoted': 'I know',

  ...practice,
  ...privacy,
  ...seeds,
  ...transfers,

  ...alerts,
  ...neighbours,
  ...resources,
  ...settings,
  ...setup,
} as const
