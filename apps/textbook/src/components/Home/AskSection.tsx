import Link from '@docusaurus/Link'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import type {MouseEvent, ReactNode} from 'react'
import {openAssistant} from '../../openAssistant.ts'
import {questions, type Question} from '../../questions.ts'
import styles from './styles.module.css'

/** A link to the passage that answers the question; with an assistant on the page a plain click asks it instead. */
function QuestionLink({question}: {question: Question}): ReactNode {
  function handleClick(event: MouseEvent) {
    const isPlainClick = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    if (isPlainClick && openAssistant(question.text)) event.preventDefault()
  }
  return (
    <Link className={styles.question} to={question.to} onClick={handleClick}>
      <span className={styles.questionText}>{question.text}</span>
      <span className={styles.questionPassage}>{question.passage}</span>
    </Link>
  )
}

function AssistantIntroduction(): ReactNode {
  return (
    <>
      <h2 id="ask" className={styles.sectionTitle}>
        Ask the book
      </h2>
      <p className={styles.askLead}>
        The button in the corner of every page opens an assistant that answers from these chapters and from nothing
        else.
      </p>
      <ol className={styles.steps}>
        <li>
          <strong>It searches first.</strong> Your question is looked up in the book, together with the page you are on.
        </li>
        <li>
          <strong>It cites.</strong> Each claim carries a number. Click it and you stand at the passage, with the
          conversation still open.
        </li>
        <li>
          <strong>It says when it does not know.</strong> If the book has no answer, you are told so and shown the
          nearest pages.
        </li>
      </ol>
      <p className={styles.askNote}>Nothing is sent anywhere until you ask, and there are no cookies.</p>
      <button type="button" className={styles.secondary} onClick={() => void openAssistant()}>
        Ask your own question
      </button>
    </>
  )
}

export function AskSection(): ReactNode {
  const {siteConfig} = useDocusaurusContext()
  const hasAssistant = siteConfig.customFields?.['hasAssistant'] === true
  return (
    <section className={styles.ask} aria-labelledby="ask">
      <div className={styles.askInner}>
        <div>
          {hasAssistant ? (
            <AssistantIntroduction />
          ) : (
            <h2 id="ask" className={styles.sectionTitle}>
              Questions this book answers
            </h2>
          )}
        </div>
        <div>
          {hasAssistant && <p className={styles.questionsTitle}>Try one. It is put to the assistant as it stands:</p>}
          <ul className={styles.questions}>
            {questions.map((question) => (
              <li key={question.text}>
                <QuestionLink question={question} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  )
}
