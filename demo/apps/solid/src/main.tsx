import 'agentloop-feedback';
import { createResource, createSignal, Show } from 'solid-js';
import { render } from 'solid-js/web';

import type { Rating } from 'agentloop-feedback/sdk';

interface Turn {
  answer: string;
  feedbackUrl: string;
}

function App() {
  const [turn] = createResource(async () => (await (await fetch('/api/answer')).json()) as Turn);
  const [said, setSaid] = createSignal<Rating>();
  return (
    <Show when={turn()}>
      {(shown) => (
        <>
          <p>{shown().answer}</p>
          <agentloop-feedback
            prop:feedbackUrl={shown().feedbackUrl}
            on:agentloop-submitted={(event) => setSaid(event.input.rating)}
          />
          <output>{said()}</output>
        </>
      )}
    </Show>
  );
}

render(() => <App />, document.querySelector('#app')!);
