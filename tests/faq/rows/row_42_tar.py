# SPDX-License-Identifier: Apache-2.0
from gztar_tools import util
from gztar_tools.sub import sub_util


def main(tell):
    tell(util.twice(21))
    tell(sub_util.half(84))
