/* SPDX-License-Identifier: GPL-3.0-or-later */
/* protocols.c - the protocols that a policy names, read into a record. */
#include "abiding/policy.h"
#include "abiding/protocol.h"

bool ab_record_take_protocols(struct ab_record *record, const struct ab_policy *policy,
			      const bool *is_wanted, struct ab_error *error)
{
	for (unsigned i = 0; i < policy->n_protocols; i++) {
		struct ab_protocol *protocol;

		if (is_wanted && !is_wanted[i])
			continue;
		if (!ab_protocol_load(record->arena, policy->protocols[i].file, &protocol, error))
			return false;
		ab_record_add_protocol(record, protocol);
	}
	return true;
}
