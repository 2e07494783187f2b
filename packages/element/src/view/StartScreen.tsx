import {groupAria} from './aria.ts'
import {NamedIcon} from './icons/NamedIcon.tsx'
import {useController} from './scope.ts'
import {observe} from './observe.tsx'

/** What a new chat shows: one line of greeting, and starters that send themselves. */
export const StartScreen = observe(() => {
  const {options, t, sendMessage} = useController()
  const {greeting, prompts} = options.value.startScreen
  return (
    <div class="start" part="start">
      <h3 class="greeting" dir="auto">
        {greeting ?? t.value('greeting')}
      </h3>
      {prompts.length > 0 ? (
        <div class="prompts" {...groupAria(t.value('prompts'))}>
          {prompts.map(({label, prompt, icon}) => (
            <button
              key={label}
              type="button"
              class="prompt"
              onClick={() => void sendMessage(typeof prompt === 'string' ? {text: prompt} : {content: prompt})}
            >
              {icon ? <NamedIcon name={icon} /> : null}
              <span dir="auto">{label}</span>
            </button>
          ))}
        </div>
      ) : null}
    </div>
  )
})
