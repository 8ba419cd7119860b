import { Notification } from 'electron'

interface NoticeWords {
  readonly title: string
  readonly body: string
}

/** Where a notification leads; without an answer it goes away by itself. */
const shown = new Set<Notification>()

/** A notification of the system. It says something and does nothing but bring a person to the page. */
export function showNotice({ title, body }: NoticeWords, open: () => void): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body, silent: false })
  shown.add(notification) // one that nobody holds is collected, and its click is lost
  notification.once('click', () => {
    shown.delete(notification)
    open()
  })
  notification.once('close', () => shown.delete(notification))
  notification.show()
}
