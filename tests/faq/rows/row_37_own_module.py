# SPDX-License-Identifier: Apache-2.0
import json
from collections import OrderedDict


def main(tell):
    tell(json.dumps(OrderedDict([("b", 1), ("a", 2)])))
