import type { MenuItemConstructorOptions } from 'electron'
import type { Language } from '../../../shared/kernel/language.ts'
import { faceText } from './face-text.ts'
import type { FaceWord } from './face-words.ts'

type Role = NonNullable<MenuItemConstructorOptions['role']>

/** A role of the system by our own words: the system's are in its language, the page's in the Node's. */
const roleItem = (language: Language, role: Role, word: FaceWord): MenuItemConstructorOptions => ({
  role,
  label: faceText(word, language),
})

const LINE: MenuItemConstructorOptions = { type: 'separator' }

function editMenu(language: Language): MenuItemConstructorOptions {
  const item = (role: Role & FaceWord): MenuItemConstructorOptions => roleItem(language, role, role)
  const submenu = [
    item('undo'),
    item('redo'),
    LINE,
    item('cut'),
    item('copy'),
    item('paste'),
    item('selectAll'),
  ]
  return { label: faceText('menuEdit', language), submenu }
}

function viewMenu(language: Language): MenuItemConstructorOptions {
  const item = (role: Role & FaceWord): MenuItemConstructorOptions => roleItem(language, role, role)
  return {
    label: faceText('menuView', language),
    submenu: [
      item('resetZoom'),
      item('zoomIn'),
      item('zoomOut'),
      LINE,
      roleItem(language, 'togglefullscreen', 'fullScreen'),
    ],
  }
}

/** The menu bar: what every program has, in the language of the Node, and nothing that leads away from the page. */
export function menuTemplate(language: Language): MenuItemConstructorOptions[] {
  return [
    {
      label: 'Mirrorwell',
      submenu: [roleItem(language, 'close', 'close'), LINE, roleItem(language, 'quit', 'quit')],
    },
    editMenu(language),
    viewMenu(language),
    { label: faceText('menuWindow', language), submenu: [roleItem(language, 'minimize', 'minimize')] },
  ]
}
