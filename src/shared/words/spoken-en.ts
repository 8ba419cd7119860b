import type { SpokenWords } from './spoken-words.ts'

/** What Node and page both say, in English. */
export const en: SpokenWords = {
  failures: {
    'invalid-input': 'Something in what was entered cannot be used. Look it over and try again.',
    'unknown-method':
      'This Node does not know what was asked of it. Page and Node are probably different versions: load the page again.',
    unauthorised:
      'The Node does not recognise this page. Open the link that Mirrorwell printed when it started.',
    'channel-closed':
      'The connection to your Node was lost before it answered. It comes back by itself; then try again.',
    'too-many-calls': 'Too much was asked at once. Wait a moment and try again.',
    'not-confirmed':
      'This is done only when you press the button yourself. Nothing has been done; press it again.',
    internal:
      'Something went wrong inside the Node. Nothing already stored is lost. Try again; if it keeps happening, copy the diagnostics in Settings for whoever helps you.',
    usage: 'That command is not written in a way Mirrorwell understands. `mirrorwell --help` shows how.',
    'not-running': 'No Node is running on this folder. Start it with `mirrorwell serve` or open the app.',
    'runtime-too-old':
      'This version of Node.js is too old. Run `npm ci` in the folder of Mirrorwell: it brings the right one along.',
    'package-changed':
      'Files of this program are not as they were released ({files}; the first is {first}). It goes on running. If neither you nor your system changed them, install Mirrorwell again from where you trust it.',
    'port-in-use':
      'Another program already uses that port. Choose another, or leave it out and one is found for you.',
    'data-in-use': 'A Node is already running on this folder. Use that one, or close it first.',
    'disk-full':
      'The disk is full, so nothing new can be stored. What you have is safe. Free some space and try again.',
    'disk-read-only': 'The data folder cannot be written to. Check its permissions or choose another folder.',
    'database-corrupt':
      'The database is damaged and was left untouched. Restore the newest backup, or start again from your 24 words.',
    'database-newer': 'A newer Mirrorwell wrote this folder. Update Mirrorwell and open it again.',
    'file-unreadable': 'The file cannot be read. Check that it exists and that you may open it.',
    'file-exists': 'There is already a file there, and it was left as it is. Move it away, then try again.',
    'bench-unready':
      'This measurement needs Chromium (CHROMIUM_PATH may name it) and a checkout that has been built. Missing: {missing}.',
    'node-absent': 'There is no Node in this folder yet. Make one, or restore one from its 24 words.',
    'node-exists':
      'There is already a Node in this folder. Open it, or choose another folder for a second one.',
    'node-locked': 'The Node is locked. Enter its passphrase to open it.',
    'passphrase-required': 'A passphrase is needed to protect the keys on this machine. Choose one.',
    'passphrase-wrong': 'That is not the passphrase of this Node. Check the keyboard layout and try again.',
    'passphrase-too-short':
      'That passphrase is too short to protect the keys. Use at least 10 characters; a few words are easiest to remember.',
    'recovery-words-invalid':
      'These 24 words do not belong together. Check spelling and order against your paper.',
    'vault-damaged':
      'The file that holds the keys is damaged. Restore a backup of the folder, or start again from your 24 words.',
    'epoch-unconfirmed':
      'This Node was restored and does not yet know its own last entry. Let it meet a neighbour, or confirm under Needs you that none is left.',
    'identity-superseded':
      'This Node now lives on another machine, so nothing can be written here any more. Go on there.',
    'backup-drill-failed':
      'Not all four words were right. Look at your paper again; the drill asks for new ones.',
    'test-only': 'This works only in a practice federation. To try it, start a new Node for practice.',
    'live-only': 'Practice has no way out into the world. Do this at the real Node.',
    'clock-backwards': 'The practice clock only moves forwards. Choose a later time.',
    'limit-out-of-range': 'Choose a number between {least} and {most}.',
    'mirror-locked': 'Only a Mirror can do this. Unlock yours with your PIN.',
    'mirror-unknown': 'There is no such Mirror at this Node. Choose one from the list.',
    'mirror-revoked': 'This Mirror no longer speaks for the Node. Unlock another, or add a new one.',
    'mirror-exists':
      'There is already a Mirror with that name here. Choose another name, so you can be told apart.',
    'mirror-last': 'This is the last Mirror here, and a Node needs one. Add another first.',
    'pin-wrong':
      '{triesLeft, plural, =0 {Wrong PIN, and no try is left for now.} one {Wrong PIN. One try left before a pause.} other {Wrong PIN. # tries left before a pause.}}',
    'pin-blocked': 'Too many wrong PINs. Try again after {retryAtMs, time, short}.',
    'invite-invalid':
      'This is not a whole invitation. Copy all of it, from the first character to the last, and paste it again.',
    'invite-expired': 'This invitation is too old. Ask for a new one.',
    'invite-revoked': 'This invitation was taken back by whoever made it. Ask for a new one.',
    'invite-unknown':
      'The Node that is said to have made this invitation does not know it. Ask for a new one.',
    'invite-own': 'This is your own invitation. Send it to somebody else, to open at their Node.',
    'federation-has-neighbours':
      'Your Node already has neighbours in another federation. Leave that one first, under Settings.',
    'join-refused':
      'The other Node answered and did not let yours in. Ask its Mirror what to do; all is as it was here.',
    'join-timeout':
      'The other Node did not answer in time. Make sure it is switched on and in reach, then try again; all is as it was here.',
    'neighbour-unknown': 'This Node has not heard of that neighbour. Look at the list again.',
    'talk-waiting-full':
      'As much is waiting for this neighbour as can wait. It goes when they are in reach again; then you can write on.',
    'call-too-often': 'They have been asked as often as may be. Try again after {retryAtMs, time, short}.',
    'neighbour-isolated':
      'Your Node has set this one apart for now. Release it under Neighbours, or wait until the time is over.',
    'isolation-none':
      'Nobody is set apart there just now: it was ended, or the time is over. Look at the list again.',
    'appeal-exists': 'Your Node has already answered this. If it is set apart anew, it may answer again.',
    'address-invalid': 'That is not an address a Node can use. An example: /ip4/0.0.0.0/tcp/4001.',
    'resource-unknown': 'This resource is not measured here. Record a level for it first.',
    'resource-unit-mismatch':
      'This resource is already measured in another unit. Use that one, or remove the resource first.',
    'resource-level-out-of-range':
      'The level is more than there is room for. Check the level and how much fits.',
    'resource-thresholds-crossed':
      'The line of need must lie below the line of plenty, and both within what fits. Change one of them.',
    'csv-header':
      'The first line must name the columns: at,resource,level,unit,capacity,surplusAbove,deficitBelow.',
    'csv-too-large': 'This is more than can be read at once. Split it into smaller files.',
    'accuracy-too-fine':
      'Finer than ±10 % is not offered: too little would keep the level itself from being worked out.',
    'accuracy-unknown': 'Choose ±10 %, ±20 % or ±30 %.',
    'alert-unknown': 'This alert is not known here. Look at the list again.',
    'alert-not-own': 'Only the Node that raised an alert can correct it. You can judge it instead.',
    'alert-withdrawn': 'This alert was already withdrawn. Raise a new one if there is more to say.',
    'review-exists': 'You have already judged this alert, and a signed judgement stays as it is.',
    'transfer-unknown': 'This transfer is not known here. Look at the list again.',
    'transfer-phase': 'The transfer has moved on, and this can no longer be done. Look at it again.',
    'transfer-terms-changed': 'The terms were changed in the meantime. Read them again before you agree.',
    'transfer-not-asked': 'You became a Mirror here after this decision was opened, so it is for the others.',
    'transfers-too-many': 'There are too many open offers between these two Nodes. End or finish some first.',
    'mirrors-too-few':
      'This Node asks for more Mirrors to agree than it has. Add a Mirror, or ask for fewer in the settings.',
    'seed-unknown': 'This seed is not known here. Look at the seedbed again.',
    'seed-state': 'Somebody has dealt with this seed in the meantime. Look at it again.',
    'seed-exists': 'You have already offered a lesson with exactly this content.',
    'seed-too-large': 'Text and checks together are too long for one lesson. Shorten it, or make two of it.',
    'seed-overgrown': 'A newer version is planted on top. Uproot that one first.',
    'seed-ground-changed':
      'The page has changed since the difference was shown. Look at the new difference before you plant.',
    'bundle-invalid':
      '{reason, select, federation {This bundle is of another federation. Its signatures hold only there.} version {This bundle was made by a newer version. Update Mirrorwell first.} other {This is no bundle of the kind that was expected, or it was damaged on the way. Ask for it once more.}}',
    'bundle-too-large': 'This is too much for one bundle. Choose less, and make two of it.',
    'page-unknown': 'There is no such page in the handbook. Look at its list again.',
    'file-unknown': 'There is no such file here. Look at the list again.',
    'file-phase': 'This file is further on by now. Look at it again: what you asked for no longer fits.',
    'file-too-large': 'The file is too large. At most 64 MiB go at once; send it in parts.',
    'file-no-room':
      'There is no room left for this file. Remove files that you do not need any more, then try again.',
    'file-day-full': 'This Node has sent you as much as one may in a day. Take the file tomorrow.',
    'attachment-unknown': 'This file of a lesson is not here. Get it first, or take it off the lesson.',
    'attachment-of-left-federation':
      'This file belongs to a federation that this Node has left. None of the neighbours here is asked for it.',
    'attachment-size-false':
      'The lesson gives a false size for this file. The file itself is here in its true size, but does not belong to this lesson as it stands.',
    'attachment-empty': 'There is nothing in this file. Choose another, or save it again first.',
    'attachment-too-large': 'The file is too large. At most 16 MiB can belong to a lesson; make it smaller.',
    'attachments-too-many':
      'Too many files of lessons are being fetched. Wait until one has come, or stop one.',
    'files-too-many': 'Too many files are under way. Wait until one has come, or cancel one.',
    'file-path-refused':
      'This path cannot be used. On the page, choose the file; a script with the token may name any plain file outside the data folder.',
  },
  reasons: {
    'already-known': 'It was already here. Nothing needs doing.',
    malformed: 'It could not be read. Their Node may need an update.',
    'too-large': 'It was larger than a message may be. They can send it in smaller parts.',
    'version-unknown': 'It is written for a newer Mirrorwell. Update yours to read it.',
    unsealed: 'It came in the open, where it has to come sealed. It was not used.',
    'kind-unknown': 'It is a kind of message this Node does not know. An update may bring it.',
    'federation-wrong': 'It belongs to another federation. Only Nodes of the same federation talk.',
    'key-weak': 'Its key is of a kind that can be forged. They need a new identity.',
    'signature-invalid':
      'The signature does not fit the words: something changed on the way. A fresh copy from its author would do.',
    'credential-invalid':
      'The Mirror who signed it could not be recognised. Their Node has to vouch for them anew.',
    'credential-missing':
      'Such a message needs the signature of a person. They can send it again with a Mirror unlocked.',
    'mirror-revoked': 'The Mirror who signed it no longer speaks for that Node. Another of its Mirrors can.',
    'future-dated': 'It is dated ahead of our clock. It is shown once its time comes; check both clocks.',
    stale: 'It is too old to matter now. A newer one replaces it.',
    superseded: 'Something newer from the same Node is already here. Nothing needs doing.',
    'chain-broken': 'An earlier entry of that Node is missing. It is taken once the gap is filled.',
    equivocation:
      'That Node signed two different things in the same place. Talk with its Mirrors: the key may be in other hands.',
    'epoch-closed':
      'It comes from an older life of that Node, which has since moved to another machine. The new one can say it again.',
    'content-invalid': 'What it says breaks a rule for its kind. They can correct it and send it again.',
    'rate-exceeded': 'More came than is taken in this time. The rest waits and comes later by itself.',
    'not-served': 'It said it had something and then did not send it. Others are asked.',
    busy: 'This Node was busy. It is fetched again at the next meeting.',
    isolated: 'It came from a Node that is set apart here for a time. It can come again when that is over.',
  },
  csvLines: {
    columns: 'It has too many or too few columns: there should be seven.',
    time: 'The time cannot be read. Write it like 2025-03-01T06:00:00Z.',
    'time-future': 'The time lies ahead. Only readings already taken can be brought in.',
    resource:
      'The name of the resource cannot be used: start with a letter or figure, at most 40 characters.',
    number: 'A figure cannot be read. Use a point for decimals and no spaces.',
    unit: 'The unit is missing or too long: at most 16 characters.',
    'unit-mismatch': 'This resource is measured in another unit. Convert the figure first.',
    range: 'The level is below nothing or above what fits. Check level and capacity.',
    thresholds: 'The line of need must lie below the line of plenty, and both within what fits.',
    duplicate: 'There is already a reading of this resource at this time. The first one is kept.',
  },
}
