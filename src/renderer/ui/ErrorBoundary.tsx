import { Component, type ReactNode } from 'react'
import { Failure } from './Failure.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly hasFallen: boolean
}

/** Keeps a part of the page that breaks from taking the rest with it, and offers to begin anew. React asks for a class here. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFallen: false }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { hasFallen: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFallen) return this.props.children
    return <Failure of={{ code: 'internal', details: {} }} onRetry={() => window.location.reload()} />
  }
}
