import 'agentloop-feedback/react';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

import type { Rating } from 'agentloop-feedback/sdk';

interface Turn {
  answer: string;
  feedbackUrl: string;
}

function App() {
  const [turn, setTurn] = useState<Turn>();
  const [said, setSaid] = useState<Rating>();
  useEffect(() => {
    void fetch('/api/answer').then(async (response) => setTurn((await response.json()) as Turn));
  }, []);
  return (
    turn && (
      <>
        <p>{turn.answer}</p>
        <agentloop-feedback
          feedbackUrl={turn.feedbackUrl}
          reasons={['incomplete', 'out_of_date']}
          onagentloop-submitted={(event) => setSaid(event.input.rating)}
        />
        <output>{said}</output>
      </>
    )
  );
}

createRoot(document.querySelector('#app')!).render(<App />);
