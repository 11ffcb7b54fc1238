"""`/encourage daily`: prompts that come by themselves, where somebody asked for them."""
