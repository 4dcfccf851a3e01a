"""The texts of the demonstration: an imaginary broker's clients, complaints, answers, surveys and actions."""
