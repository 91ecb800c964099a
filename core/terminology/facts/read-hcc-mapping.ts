import { readIcd10Cm } from '../../codes.ts';
import { csvRefused, csvRows } from './csv-rows.ts';
import type { HccSource } from './fact-source.ts';

export const HCC_HEADING = 'diagnosis_code,cc,model_name';

/** Diagnoses of the CMS-HCC models and the categories they fall into, one a line. A diagnosis may stand in several models. */
export function readHccMapping(text: string, name: string): HccSource['rows'] {
  const seen = new Set<string>();
  return csvRows(text, HCC_HEADING, name).map(({ line, cells }) => {
    const [printed = '', category = '', modelName = ''] = cells;
    const code = readIcd10Cm(printed);
    const model = shortModel(modelName);
    if (code === undefined) throw csvRefused(name, line, `${printed} is not an ICD-10-CM code`);
    if (model === undefined || !/^\d+(\.\d+)?$/.test(category)) throw csvRefused(name, line, 'it has no category or no model');
    const key = `${code} ${model} ${category}`;
    if (seen.has(key)) throw csvRefused(name, line, `${code} stands twice in ${modelName}`);
    seen.add(key);
    return { code, model, category };
  });
}

/** `CMS-HCC Model V28` is `V28`, `CMS-HCC ESRD Model V24` is `ESRD V24`, `RxHCC Model V08` is `RxHCC V08`. */
function shortModel(name: string): string | undefined {
  const found = /^(CMS-HCC|RxHCC)( ESRD)? Model (V\d+)$/.exec(name);
  if (found === null) return undefined;
  const family = found[1] === 'RxHCC' ? 'RxHCC ' : found[2] === undefined ? '' : 'ESRD ';
  return `${family}${found[3] ?? ''}`;
}
