"""The house rules, each with a guard, each guard with a canary that proves it still sings."""
