"""Discord's addresses: what each of them asks for, does and answers; one module for each part of its documents."""
