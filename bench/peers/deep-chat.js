import 'deep-chat';

globalThis.createForBench = () => {
  const chat = document.createElement('deep-chat');
  const example = document.querySelector('template').content.querySelector('deep-chat');
  chat.setAttribute('history', example.getAttribute('history'));
  return chat;
};
