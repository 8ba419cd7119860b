/** Whether the keys of this machine are Apple's: they are marked otherwise, and another of them commands. */
export const isAppleMachine = (): boolean => /^(?:Mac|iPhone|iPad)/u.test(window.navigator.platform)
