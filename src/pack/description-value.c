/* SPDX-License-Identifier: Apache-2.0 */
#include "description-value.h"

#include "address.h"
#include "source.h"

#include <gio/gio.h>
#include <string.h>

#define NAME_MAX_LENGTH 120
#define TEXT_MAX_LENGTH 10000
#define WORD_MAX 200

/* https://specifications.freedesktop.org/menu-spec/latest/category-registry.html */
static const char *const main_categories[] = {
  "AudioVideo", "Audio",  "Video",   "Development", "Education", "Game",    "Graphics",
  "Network",    "Office", "Science", "Settings",    "System",    "Utility", NULL,
};

static const char *const more_categories[] = {
  "2DGraphics",
  "3DGraphics",
  "Accessibility",
  "ActionGame",
  "AdventureGame",
  "ArcadeGame",
  "Art",
  "ArtificialIntelligence",
  "Astronomy",
  "Biology",
  "BlocksGame",
  "BoardGame",
  "Building",
  "Calculator",
  "Calendar",
  "CardGame",
  "Chart",
  "Chat",
  "Chemistry",
  "Clock",
  "ComputerScience",
  "ConsoleOnly",
  "Construction",
  "ContactManagement",
  "DataVisualization",
  "Database",
  "Debugger",
  "Dictionary",
  "Documentation",
  "Economy",
  "Electricity",
  "Electronics",
  "Email",
  "Engineering",
  "FileTools",
  "Finance",
  "FlowChart",
  "Geography",
  "Geology",
  "Geoscience",
  "History",
  "HumanResources",
  "Humanities",
  "ImageProcessing",
  "KidsGame",
  "Languages",
  "Literature",
  "LogicGame",
  "Maps",
  "Math",
  "MedicalSoftware",
  "Midi",
  "Music",
  "News",
  "NumericalAnalysis",
  "ParallelComputing",
  "Photography",
  "Physics",
  "Player",
  "Presentation",
  "ProjectManagement",
  "Publishing",
  "RasterGraphics",
  "Recorder",
  "Robotics",
  "RolePlaying",
  "Shooter",
  "Simulation",
  "Spirituality",
  "Sports",
  "SportsGame",
  "Spreadsheet",
  "StrategyGame",
  "TextEditor",
  "TextTools",
  "Translation",
  "Tuner",
  "VectorGraphics",
  "Viewer",
  "WebDevelopment",
  "WordProcessor",
  NULL,
};

static const struct {
  const char *pattern; /* NULL: code looks at it */
  gsize most;
  const char *allowed;
} kinds[] = {
  [PYXIS_VALUE_NAME] = { NULL, NAME_MAX_LENGTH, "one line of text, of at most 120 bytes" },
  [PYXIS_VALUE_TEXT] = { NULL, TEXT_MAX_LENGTH, "text, of at most 10000 bytes" },
  /* What D-Bus, Flatpak and AppStream all take. */
  [PYXIS_VALUE_ID] = { "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*){2,}$", WORD_MAX,
                       "three or more words of letters, digits and _ with dots between, like "
                       "“io.github.someone.Clock”" },
  [PYXIS_VALUE_VERSION] = { "^[0-9][A-Za-z0-9.+~]*$", 64,
                            "a number and perhaps more numbers, letters and . + ~, like “1.2.0”" },
  [PYXIS_VALUE_LICENCE] = { "^[A-Za-z0-9(][A-Za-z0-9 .+()-]*$|"
                            "^LicenseRef-(free|proprietary)=https?://[!-~]+$",
                            WORD_MAX,
                            "an SPDX expression, like “MIT” or “GPL-3.0-or-later”, or for a "
                            "licence "
                            "in no list “LicenseRef-proprietary” or “LicenseRef-free=https://…”" },
  [PYXIS_VALUE_EMAIL] = { "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$",
                          254, "an address for mail, like “ada@example.org”" },
  [PYXIS_VALUE_ADDRESS] = { NULL, 1000, "an address, like “https://example.org/clock”" },
  [PYXIS_VALUE_CATEGORY] = { NULL, WORD_MAX,
                             "categories of the desktop menu, one of them AudioVideo, Audio, "
                             "Video, "
                             "Development, Education, Game, Graphics, Network, Office, Science, "
                             "Settings, System or Utility" },
  [PYXIS_VALUE_HOST] = { "^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)"
                         "+$",
                         253,
                         "host names in small letters, like “api.example.org” or “*.example.org”" },
  [PYXIS_VALUE_TYPE] = { "^(application|audio|font|image|model|text|video)/[a-z0-9][a-z0-9.+_-]*"
                         "( \\*(\\.[A-Za-z0-9_+-]+)+)*$",
                         WORD_MAX,
                         "MIME types, like “text/csv”, or for a type of your own with names of its "
                         "files, like “application/x-clock *.clock”" },
  [PYXIS_VALUE_LANGUAGE] = { "^[a-z]{2,3}(_[A-Z]{2})?(@[a-z]+)?$", 32,
                             "languages, like “de” or “pt_BR”" },
  [PYXIS_VALUE_ICON] = { "\\.(svg|png)$", PYXIS_ADDRESS_MAX,
                         "the path of an .svg or .png file in the project" },
  [PYXIS_VALUE_SCREENSHOT] = { "^https://|\\.png$", PYXIS_ADDRESS_MAX,
                               "“https://” addresses of pictures, which catalogues of apps want, "
                               "or "
                               "paths of .png files in the project" },
};

static gboolean
is_shown (const char *text, gboolean may_break)
{
  if (!*text || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *c = text; *c; c++) {
    gboolean is_break = *c == '\n' || *c == '\t';

    if (((guchar) *c < ' ' && !(may_break && is_break)) || *c == 0x7f)
      return FALSE;
  }

  return strspn (text, " \n\t") < strlen (text);
}

static gboolean
is_web_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri &&
         (g_str_equal (g_uri_get_scheme (uri), "https") ||
          g_str_equal (g_uri_get_scheme (uri), "http")) &&
         g_uri_get_host (uri) && *g_uri_get_host (uri) && !g_uri_get_userinfo (uri);
}

static gboolean
is_project_path (const char *text)
{
  return *text && pyxis_address_check_path (text, NULL) && !pyxis_source_is_hidden (text);
}

gboolean
pyxis_description_value_is_main_category (const char *category)
{
  return g_strv_contains (main_categories, category);
}

gboolean
pyxis_description_value_is_web_picture (const char *screenshot)
{
  return g_str_has_prefix (screenshot, "https://");
}

gboolean
pyxis_description_value_is_allowed (PyxisValueKind kind, const char *text)
{
  if (strlen (text) > kinds[kind].most ||
      (kinds[kind].pattern &&
       !g_regex_match_simple (kinds[kind].pattern, text, G_REGEX_DOLLAR_ENDONLY, 0)))
    return FALSE;

  switch (kind) {
  case PYXIS_VALUE_NAME:
    return is_shown (text, FALSE);
  case PYXIS_VALUE_TEXT:
    return is_shown (text, TRUE);
  case PYXIS_VALUE_ADDRESS:
    return is_web_address (text);
  case PYXIS_VALUE_CATEGORY:
    return pyxis_description_value_is_main_category (text) ||
           g_strv_contains (more_categories, text);
  case PYXIS_VALUE_ICON:
    return is_project_path (text);
  case PYXIS_VALUE_SCREENSHOT:
    return pyxis_description_value_is_web_picture (text) ? is_web_address (text)
                                                         : is_project_path (text);
  default:
    return TRUE;
  }
}

const char *
pyxis_description_value_get_allowed (PyxisValueKind kind)
{
  return kinds[kind].allowed;
}
