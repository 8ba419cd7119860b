export const practice = {
  'practice.title': 'Practice',
  'practice.offer': 'Nobody near yet?',
  'practice.offerDetail':
    'Try everything with simulated neighbours. It takes a few seconds, asks for no passphrase, and nothing of it is real or reaches anybody.',
  'practice.enter': 'Try it with simulated neighbours',
  'practice.entering': 'Waking the simulated neighbours.',
  'practice.lede':
    'Simulated neighbours on this machine, to try everything with. They have no network, and your own Node has no part in it.',
  'practice.inside':
    '{count, plural, one {You are with one simulated neighbour.} other {You are among # simulated neighbours.}}',
  'practice.simulated': 'All neighbours here are simulated; nothing is real.',
  'practice.you': 'Your Mirror is called {mirror}, PIN {pin}.',
  'practice.log': 'What all Nodes report',
  'practice.backToNode': 'Back to the real Node',
  'practice.backToStart': 'Back to the start',
  'practice.leaveTitle': 'Leave practice?',
  'practice.leaveToNode':
    'The simulated neighbours go, with all you did among them. Your own Node is as you left it.',
  'practice.leaveToStart':
    'The simulated neighbours go, with all you did among them. Then you can make a Node of your own.',
  'practice.try': 'Things to try',
  'practice.tryDone':
    '{done, plural, =0 {It takes the neighbours about half a minute to begin.} other {{done} of {count} done.}}',
  'practice.tryAll': 'You have tried it all. Stay as long as you like.',
  'practice.try.judge': 'Judge an alert, and see how others judged it',
  'practice.try.answer': 'Answer a neighbour’s offer',
  'practice.try.seed': 'Try out a lesson, then plant or refuse it',
  'practice.try.offer': 'Offer water to whoever lacks it',
  'practice.try.done': 'Done:',
  'practice.try.open': 'Not yet:',
} as const
