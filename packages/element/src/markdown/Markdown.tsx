import {Lexer, type Token, type Tokens} from 'marked'
import type {ComponentChildren} from 'preact'
import {groupCitations} from './citations.ts'
import type {MarkdownProps} from './types.ts'

const children = (tokens: readonly Token[] | undefined): ComponentChildren => (tokens ?? []).map(render)

const render = (token: Token): ComponentChildren => {
  switch (token.type) {
    case 'paragraph':
      return <p dir="auto">{children(token.tokens)}</p>
    case 'heading':
      return <p class="heading">{children(token.tokens)}</p>
    case 'strong':
      return <strong>{children(token.tokens)}</strong>
    case 'em':
      return <em>{children(token.tokens)}</em>
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>
    case 'code':
      return (
        <pre>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      )
    case 'list':
      return <ul>{children((token as Tokens.List).items)}</ul>
    case 'list_item':
      return <li>{children(token.tokens)}</li>
    case 'blockquote':
      return <blockquote>{children(token.tokens)}</blockquote>
    case 'space':
      return null
    default:
      return token.tokens ? children(token.tokens) : ((token as Tokens.Text).text ?? token.raw)
  }
}

/** Renders Markdown as elements. */
export const Markdown = ({text, annotations = [], renderCitation}: MarkdownProps) => (
  <div class="md">
    {children(Lexer.lex(text))}
    {renderCitation ? groupCitations(annotations).map(renderCitation) : null}
  </div>
)
