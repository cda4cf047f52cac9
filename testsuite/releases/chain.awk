# SPDX-License-Identifier: GPL-3.0-or-later
# chain.awk: a library's headers, some releases of them, made at random of threads.
# awk -v seed=N -v folder=DIR -f chain.awk THREADS writes DIR/1/lib.h, DIR/1/lib-more.h, DIR/2/...
# and prints "RELEASES LANGUAGE...".  every=1: all threads, each release a step of each.

/^#/ && !state { next }
/^=== / { thread = $2; names[n_threads++] = thread; is_c[thread] = $3 == "c"; state = ""; next }
/^--- / {
  state = $2
  sub(/:$/, "", state)
  states[thread, n_states[thread]++] = state
  next_of[thread, state] = $0
  sub(/^[^:]*: */, "", next_of[thread, state])
  next
}
state && NF { text[thread, state] = text[thread, state] $0 "\n" }

function pick(n) { return int(rand() * n) }

# How a thread goes on from a state.
function step(thread, state,   many, n) {
  n = split(next_of[thread, state], many, " ")
  return many[1 + pick(n)]
}

function write(release,   i, out, part, file, files) {
  files[0] = folder "/" release "/lib.h"
  files[1] = folder "/" release "/lib-more.h"
  print "#include \"lib-more.h\"" >files[0]
  printf "" >files[1]
  for (i = 0; i < n; i++) {
    if (at[i] == "") continue
    part = text[of[i], at[i]]
    gsub(/@/, "f" i "_", part)
    # it may go from one header to the other
    file = files[pick(2)]
    printf "/* %s: %s */\n%s", of[i], at[i], part >file
  }
  close(files[0])
  close(files[1])
}

END {
  srand(seed)
  n = every ? n_threads : 6 + pick(18)
  releases = 3 + pick(4)
  languages = pick(3) || every ? "c c++" : "c"
  for (i = 0; i < n; i++) {
    do of[i] = every ? names[i] : names[pick(n_threads)]
    while (is_c[of[i]] && languages != "c" && !every)
    if (is_c[of[i]] && every) languages = "c"
    # some come with a later release, and some start in the middle
    at[i] = !every && pick(4) == 0 ? "" : states[of[i], every || pick(2) ? 0 : pick(n_states[of[i]])]
  }
  for (release = 1; release <= releases; release++) {
    if (system("mkdir -p " folder "/" release)) exit 2
    write(release)
    for (i = 0; i < n; i++)
      if (at[i] == "") at[i] = pick(2) ? states[of[i], 0] : ""
      else if (every || pick(2)) at[i] = step(of[i], at[i])
  }
  print releases, languages
}
