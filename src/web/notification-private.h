/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "notification.h"

PyxisNotification *pyxis_notification_new (WebKitNotification *notification);
