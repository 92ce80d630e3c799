import { describe, expect, it } from '@jest/globals';
import { html } from './html.ts';

describe('markup', () => {
  it('lets nothing that people have written be markup', () => {
    const name = `<img src=x onerror="alert('1')">&`;
    expect(html`<p title="${name}">${name}</p>`.text).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</p>',
    );
  });

  it('takes markup, lists of it, and nothing', () => {
    const items = ['a', '<b>'].map((item) => html`<b>${item}</b>`);
    expect(html`<p>${items}${false}${undefined}${0}</p>`.text).toBe('<p><b>a</b><b>&lt;b&gt;</b>0</p>');
  });
});
