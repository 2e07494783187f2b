import {StandInElement} from './stand-in-element.ts'

if (!customElements.get('openai-chatkit')) customElements.define('openai-chatkit', StandInElement)
