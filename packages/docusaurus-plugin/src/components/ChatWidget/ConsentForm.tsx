import useBaseUrl from '@docusaurus/useBaseUrl'
import type {ReactNode, RefObject} from 'react'
import {AskedQuestions} from './AskedQuestions.tsx'
import {PanelHeader} from './PanelHeader.tsx'
import {readRequest} from './requests.ts'
import type {PanelTexts} from './texts.ts'
import type {Consent} from './useConsent.ts'
import {useFocusOnOpen} from './useFocusOnOpen.ts'

/** Id of what the reader is told. */
export const CONSENT_ID = 'chatkit-consent'

export interface ConsentFormProps {
  texts: PanelTexts
  consent: Consent
  /** The panel that this is in. */
  panel: RefObject<HTMLElement | null>
  isOpen: boolean
  isRestored: boolean
  onClose: () => void
}

/**
 * Asks the reader before anything is sent. The panel itself takes the focus, never a button: a key that was meant for the
 * composer must not agree to anything.
 */
export function ConsentForm({texts, consent, panel, isOpen, isRestored, onClose}: ConsentFormProps): ReactNode {
  const {requests, accept, decline} = consent
  const {policy, ...says} = texts.consent
  const href = useBaseUrl(policy?.href ?? '')
  useFocusOnOpen({isOpen, isRestored, requests, moveFocus: () => panel.current?.focus()})

  return (
    <div className="chatkit-interim">
      <PanelHeader texts={texts} onClose={onClose} />
      <div className="chatkit-body chatkit-consent">
        <AskedQuestions questions={listQuestions(requests)} label={texts.youSaid} />
        <p id={CONSENT_ID} className="chatkit-told">
          {says.text}
        </p>
        {policy && (
          // Not in this tab: on a phone the panel would cover it.
          <a href={href} target="_blank" rel="noopener noreferrer">
            {policy.label ?? says.policyLabel}
          </a>
        )}
        <div className="chatkit-choices">
          <button type="button" className="chatkit-accept" onClick={accept}>
            {says.accept}
          </button>
          <button
            type="button"
            onClick={() => {
              decline()
              onClose()
            }}
          >
            {says.decline}
          </button>
        </div>
      </div>
    </div>
  )
}

/** What is asked as soon as the reader agrees. The second half of a double click is not asked twice. */
function listQuestions(requests: readonly unknown[]): string[] {
  return requests
    .map((detail) => readRequest(detail))
    .flatMap(({question, send}) => (send && question ? [question] : []))
    .filter((question, index, all) => question !== all[index - 1])
}
