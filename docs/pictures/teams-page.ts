// An adaptive card as the library of that name draws it, dressed as Teams dresses it. It is not shipped.

const FONT = `'Segoe UI', Inter, 'Helvetica Neue', 'DejaVu Sans', sans-serif`;
const colours = (base: string, subtle: string) => ({ default: { default: base, subtle } });
const foregroundColors = {
  ...colours('#242424', '#616161'),
  accent: { default: '#5b5fc7', subtle: '#5b5fc7' },
  good: { default: '#237b4b', subtle: '#237b4b' },
  warning: { default: '#835c00', subtle: '#835c00' },
  attention: { default: '#c4314b', subtle: '#c4314b' },
};
const container = (backgroundColor: string, borderColor: string) => ({ backgroundColor, borderColor, foregroundColors });

export const TEAMS_HOST = {
  fontFamily: FONT,
  fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 10 },
  separator: { lineThickness: 1, lineColor: '#e1dfdd' },
  supportsInteractivity: true,
  containerStyles: {
    default: container('#ffffff', '#ffffff'),
    emphasis: container('#f5f5f5', '#f5f5f5'),
    good: container('#e7f2da', '#e7f2da'),
    attention: container('#fcf4f6', '#fcf4f6'),
    warning: container('#fbf6d9', '#fbf6d9'),
    accent: container('#e8ebfa', '#e8ebfa'),
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  table: { cellSpacing: 8 },
  inputs: {
    label: { inputSpacing: 'small', requiredInputs: { weight: 'bolder' }, optionalInputs: { weight: 'bolder' } },
    errorMessage: {},
  },
} as const;

export const TEAMS_STYLE = `
  * { box-sizing: border-box; }
  body { margin: 0; background: #f5f5f5; font: 14px/1.43 ${FONT}; color: #242424; }
  main { width: 700px; padding: 14px 18px 18px; display: flex; gap: 10px; }
  .face { width: 32px; height: 32px; border-radius: 6px; background: #23395b; color: #fff; display: grid; place-items: center; font-weight: 700; flex: none; margin-top: 18px; }
  .who { font-size: 12px; color: #616161; margin: 0 0 4px; }
  #card { background: #fff; border-radius: 6px; box-shadow: 0 1px 3px rgba(0, 0, 0, 0.16); padding: 6px; flex: 1; }
  .all { flex: 1; min-width: 0; }
  .ac-adaptiveCard { outline: none; }
  .ac-richTextBlock span { white-space: pre-wrap; overflow-wrap: anywhere; }
  .ac-anchor { color: #5b5fc7; text-decoration: none; }
  .ac-container { border-radius: 4px; }
  .ac-pushButton { font: 600 14px ${FONT}; padding: 5px 14px; border: 1px solid #d1d1d1; border-radius: 4px; background: #fff; color: #242424; }
  .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
  .ac-pushButton.expanded { background: #ebebeb; }
  .ac-actionSet { flex-wrap: wrap; row-gap: 6px; }
  .ac-overflow-button, .ac-pushButton.iconOnly { padding: 5px 10px; }
  .ac-input { font: 14px ${FONT}; }
  .ac-textInput, .ac-multichoiceInput, .ac-choiceSetInput-compact { width: 100%; border: 1px solid #d1d1d1; border-radius: 4px; padding: 6px 10px; background: #fff; }
  textarea.ac-textInput { height: 70px; resize: none; }
  .ac-choiceSetInput-expanded > div { margin: 3px 0; }
  label.ac-richTextBlock { margin-bottom: 4px; }
  .ac-table { font-size: 13px; }
`;

export const TEAMS_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Teams</title><style>${TEAMS_STYLE}</style>
<body><main><div class="face">C</div><div class="all"><div class="who">Countersign · 01:10</div><div id="card"></div></div></main></body></html>`;
