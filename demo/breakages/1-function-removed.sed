# virDomainSuspend is dropped in favour of a newer function
# P1: a public function is never removed
# header: libvirt-domain.h
# rule: function-removed
/^int  *virDomainSuspend  *(virDomainPtr domain);/d
