/* SPDX-License-Identifier: GPL-3.0-or-later */
/* empty-plugin.c - what any plugin costs, though it does nothing. */
int plugin_is_GPL_compatible;

struct plugin_name_args;
struct plugin_gcc_version;

int plugin_init(struct plugin_name_args *args, struct plugin_gcc_version *running);

int plugin_init(struct plugin_name_args *args, struct plugin_gcc_version *running)
{
	(void)args;
	(void)running;
	return 0;
}
