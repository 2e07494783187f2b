import Link from '@docusaurus/Link'
import Translate from '@docusaurus/Translate'
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
        <Translate id="home.ask">Ask the book</Translate>
      </h2>
      <p className={styles.askLead}>
        <Translate id="home.ask.lead">
          The button in the corner of every page opens an assistant that answers from these chapters and from nothing
          else.
        </Translate>
      </p>
      <ol className={styles.steps}>
        <li>
          <strong>
            <Translate id="home.ask.searches">It searches first.</Translate>
          </strong>{' '}
          <Translate id="home.ask.searches.how">
            Your question is looked up in the book, together with the page you are on.
          </Translate>
        </li>
        <li>
          <strong>
            <Translate id="home.ask.cites">It cites.</Translate>
          </strong>{' '}
          <Translate id="home.ask.cites.how">
            Each claim carries a number. Click it and you stand at the passage, with the conversation still open.
          </Translate>
        </li>
        <li>
          <strong>
            <Translate id="home.ask.admits">It says when it does not know.</Translate>
          </strong>{' '}
          <Translate id="home.ask.admits.how">
            If the book has no answer, you are told so and shown the nearest pages.
          </Translate>
        </li>
      </ol>
      <p className={styles.askNote}>
        <Translate id="home.ask.privacy">Nothing is sent anywhere until you ask, and there are no cookies.</Translate>
      </p>
      <button type="button" className={styles.secondary} onClick={() => void openAssistant()}>
        <Translate id="home.ask.own">Ask your own question</Translate>
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
              <Translate id="home.questions">Questions this book answers</Translate>
            </h2>
          )}
        </div>
        <div>
          {hasAssistant && (
            <p className={styles.questionsTitle}>
              <Translate id="home.ask.try">Try one. It is put to the assistant as it stands:</Translate>
            </p>
          )}
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
