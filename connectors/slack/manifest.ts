import { COMMAND } from './events/commanded.ts';
import { botScopes, EVENTS } from './methods.ts';

export interface ManifestOptions {
  /** `https://countersign.example.org`: where Slack reaches us. Absent: Socket Mode, which needs no address. */
  readonly publicUrl?: string;
  /** Questions to begin with. */
  readonly prompts?: readonly string[];
}

const MOST_PROMPTS = 4;
const PROMPTS = ['What waits for me?', 'What can you do?'];
const DESCRIPTION = 'Reads the chart, suggests codes with the words that support them, and changes nothing without a person.';

/**
 * What a workspace installs the app from. Scopes and events are those of `methods.ts`: no message of a channel is read in which we were not
 * named. https://docs.slack.dev/reference/app-manifest
 */
export function slackManifest({ publicUrl, prompts = PROMPTS }: ManifestOptions) {
  const address = publicUrl === undefined ? undefined : `${publicUrl.replace(/\/+$/, '')}/slack/events`;
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Countersign',
      description: 'Revenue cycle answers with evidence. Nothing changes without a person.',
      background_color: '#1f3a4d',
    },
    features: {
      agent_view: {
        agent_description: DESCRIPTION,
        suggested_prompts: prompts.slice(0, MOST_PROMPTS).map((message) => ({ title: message, message })),
      },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'countersign', always_online: true },
      slash_commands: [
        {
          command: COMMAND,
          description: 'Ask about a case, or decide what waits for you',
          usage_hint: 'why was I50.23 suggested on E-1042?',
          should_escape: true,
          ...(address !== undefined && { url: address }),
        },
      ],
    },
    oauth_config: { scopes: { bot: [...botScopes()] } },
    settings: {
      event_subscriptions: {
        bot_events: Object.keys(EVENTS) as (keyof typeof EVENTS)[],
        ...(address !== undefined && { request_url: address }),
      },
      interactivity: { is_enabled: true, ...(address !== undefined && { request_url: address }) },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  };
}
