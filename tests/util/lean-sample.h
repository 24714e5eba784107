/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define LEAN_SAMPLE_ASSIGN "function assignWasmExports(wasmExports){"

/* A module of the shape of Pyodide's, with three exports: one is named elsewhere, one is mentioned and one is not. */
static const char lean_sample[] =
  "async function create(moduleArg={}){var Module=moduleArg;var _first,_second,_third,memory;"
  "function receive(instance){wasmExports=instance.exports;assignWasmExports(wasmExports)}"
  "var loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{load()};"
  "function __dlsym_js(handle,symbol,symbolIndex){find()}"
  "var resolveGlobalSymbol=(symName,direct=false)=>{look()};"
  "function use(){_first();wasmExports[\"second\"]()}" LEAN_SAMPLE_ASSIGN
  "_first=Module[\"_first\"]=wasmExports[\"first\"];_second=Module[\"_second\"]=wasmExports["
  "\"second\"];"
  "_third=Module[\"_third\"]=wasmExports[\"third\"].value>>>0;"
  "memory=Module[\"memory\"]=wasmMemory=wasmExports[\"memory\"]}return Module}";
