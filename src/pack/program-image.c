/* SPDX-License-Identifier: Apache-2.0 */
#include "program-image.h"

#include <link.h>
#include <string.h>

typedef ElfW (Ehdr) Header;
typedef ElfW (Phdr) Segment;
typedef ElfW (Shdr) Section;

/* A file that is looked at. */
typedef struct {
  const guint8 *data;
  gsize length;
  Header header;
  gsize end;      /* of what is loaded */
  guint n_loaded; /* sections that are, with the empty first one */
} Image;

static gboolean
has_range (const Image *self, guint64 start, guint64 length)
{
  return start <= self->length && length <= self->length - start;
}

static Section
get_section (const Image *self, guint i)
{
  Section section;

  memcpy (&section, self->data + self->header.e_shoff + i * sizeof section, sizeof section);
  return section;
}

static gboolean
read_header (Image *self)
{
  const unsigned char *ident = self->header.e_ident;

  if (self->length < sizeof self->header)
    return FALSE;
  memcpy (&self->header, self->data, sizeof self->header);
  return memcmp (ident, ELFMAG, SELFMAG) == 0 &&
         ident[EI_CLASS] == (sizeof (gpointer) == 8 ? ELFCLASS64 : ELFCLASS32) &&
         ident[EI_DATA] == (G_BYTE_ORDER == G_LITTLE_ENDIAN ? ELFDATA2LSB : ELFDATA2MSB) &&
         self->header.e_phentsize == sizeof (Segment) &&
         self->header.e_shentsize == sizeof (Section) &&
         self->header.e_shstrndx < self->header.e_shnum &&
         has_range (self, self->header.e_phoff, self->header.e_phnum * sizeof (Segment)) &&
         has_range (self, self->header.e_shoff, self->header.e_shnum * sizeof (Section));
}

static gboolean
read_segments (Image *self)
{
  for (guint i = 0; i < self->header.e_phnum; i++) {
    Segment segment;

    memcpy (&segment, self->data + self->header.e_phoff + i * sizeof segment, sizeof segment);
    if (!has_range (self, segment.p_offset, segment.p_filesz))
      return FALSE;
    self->end = MAX (self->end, segment.p_offset + segment.p_filesz);
  }
  return self->end > 0;
}

/* Those that are loaded come before all others, else their numbers would change. */
static gboolean
read_sections (Image *self)
{
  gboolean is_behind = FALSE;

  self->n_loaded = 1;
  for (guint i = 1; i < self->header.e_shnum; i++) {
    Section section = get_section (self, i);
    gboolean is_loaded = (section.sh_flags & SHF_ALLOC) != 0;

    if (is_loaded && (is_behind || (section.sh_type != SHT_NOBITS &&
                                    section.sh_offset + section.sh_size > self->end)))
      return FALSE;
    is_behind = !is_loaded;
    if (is_loaded)
      self->n_loaded = i + 1;
  }
  return TRUE;
}

static GBytes *
cut (const Image *self)
{
  Section names = get_section (self, self->header.e_shstrndx);
  GByteArray *bytes = g_byte_array_sized_new ((guint) self->end + 8192);
  static const guint8 zeros[sizeof (gpointer)] = { 0 };
  Header header = self->header;

  if (!has_range (self, names.sh_offset, names.sh_size)) {
    g_byte_array_unref (bytes);
    return NULL;
  }
  g_byte_array_append (bytes, self->data, (guint) self->end);
  g_byte_array_append (bytes, self->data + names.sh_offset, (guint) names.sh_size);
  names.sh_offset = self->end;
  g_byte_array_append (bytes, zeros, (sizeof zeros - bytes->len % sizeof zeros) % sizeof zeros);

  header.e_shoff = bytes->len;
  header.e_shnum = (guint16) (self->n_loaded + 1);
  header.e_shstrndx = (guint16) self->n_loaded;
  for (guint i = 0; i < self->n_loaded; i++) {
    Section section = get_section (self, i);

    g_byte_array_append (bytes, (const guint8 *) &section, sizeof section);
  }
  g_byte_array_append (bytes, (const guint8 *) &names, sizeof names);
  memcpy (bytes->data, &header, sizeof header);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
pyxis_program_image_load (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  Image self = { NULL };
  GBytes *bytes;

  if (!file)
    return NULL;
  self.data = (const guint8 *) g_mapped_file_get_contents (file);
  self.length = g_mapped_file_get_length (file);
  bytes =
    read_header (&self) && read_segments (&self) && read_sections (&self) ? cut (&self) : NULL;
  return bytes ? bytes : g_mapped_file_get_bytes (file);
}
