import {render} from '@testing-library/preact'
import {Markdown} from './index.ts'

test('smoke', () => {
  const {container} = render(
    <Markdown
      text={
        '# Hi\n\n- a **b**\n- [ ] x\n\n| a | b |\n|--|:-:|\n| x | y |\n\n```py\nx=1\n```\n\n$x^2$ [l](http://a.b) [e](javascript:alert(1)) ![i](http://c.d/e.png)'
      }
    />,
  )
  console.log(container.innerHTML)
})
