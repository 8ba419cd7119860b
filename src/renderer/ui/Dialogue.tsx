import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal'
import './dialogue.css'

interface DialogueProps {
  readonly title: ReactNode
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** An `alertdialog` asks about something that cannot be taken back. */
  readonly role?: 'dialog' | 'alertdialog'
}

/** A question over the page. Escape and a press outside close it; focus returns to where it was. */
export function Dialogue({ title, open, onClose, children, role = 'dialog' }: DialogueProps) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={open}
      isDismissable={role === 'dialog'}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Modal className="modal">
        <Dialog role={role} className="dialogue">
          <Heading slot="title" className="dialogue-title">
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
