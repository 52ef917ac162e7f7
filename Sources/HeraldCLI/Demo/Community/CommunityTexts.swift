/// What people in the simulated community write.
enum CommunityTexts {
    static let channels = ["general", "trail-runs", "kitchen", "photos", "games", "help", "music", "garden"]

    static let messages = [
        "Good morning everyone!", "Has anybody tried the new lake route?", "I am in, see you at eight.",
        "Who took this picture? It is wonderful.", "Dinner went well, thanks for the recipe 🍝", "Same here.",
        "Could somebody look at my bike this week?", "The match starts at seven.", "That made my day 😄",
        "I will bring the tent.", "Rain again tomorrow…", "Any good book lately?", "Found the keys, all fine.",
        "Let us meet at the station instead.", "Does it work on the old phone too?", "Congratulations, well earned!",
        "I can host on Sunday.", "Where did you buy the seeds?", "The second half was better.", "On my way.",
        "Thanks, that solved it.", "Let me check and come back to you.", "See the pinned message.", "¡Qué bueno!",
        "Völlig einverstanden.", "次回も楽しみです", "Who has a spare ticket?", "Lost my voice at the concert.",
        "New personal best today!", "Please vote until tonight.", "That link is broken for me.",
        "Works now, thank you.",
    ]

    static let posts = [
        "Ten kilometres before breakfast, and the fog lifted just in time.", "First tomatoes of the year 🍅",
        "We are looking for a drummer. Rehearsals are on Tuesdays.", "My notes on repairing an old radio.",
        "Three days in the mountains in twelve pictures.", "Recipe: bread with only four ingredients.",
        "The library opens late this month, tell your friends.", "What I learned in a year of cold swims.",
        "Board game night is back. Bring snacks!", "A small guide to birds you can hear in the city.",
    ]

    static let comments = [
        "Love this.", "Could you share the exact settings?", "Count me in!", "I tried it and it works.",
        "Where was that taken?", "So good to see this again.", "Never thought of it that way.", "Saved for later.",
        "Can beginners come too?", "Thank you for writing it down.",
    ]

    static let streams = ["Live from the garden", "Open stage", "Cooking together", "Sunrise at the lake"]

    static let reactions = ["like", "love", "haha", "wow", "fire"]
}
