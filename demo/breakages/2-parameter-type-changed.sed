# virDomainSetMemory is to take more memory on 32-bit hosts
# P1: a public function never has a parameter changed
# header: libvirt-domain.h
# rule: function-parameter-type-changed
/virDomainSetMemory  *(/,/;/s/unsigned long memory/unsigned long long memory/
