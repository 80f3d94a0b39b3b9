# 各单位的群里会看到的话：线索来了、走了、快到时间了

notice-given = 📥 <b>{ $unit }</b>：第 { $number } 号线索请你们查一查。
notice-risen = 📥 <b>{ $unit }</b>：「{ $other }」没能按时查完第 { $number } 号线索，现在请你们接着查。
notice-escalated = ⬆️ 第 { $number } 号线索，「{ $other }」没能按时查完，现在由「{ $unit }」接手。
notice-returned = 📥 <b>{ $unit }</b>：「{ $other }」把第 { $number } 号线索交回给你们了，请你们查一查。
notice-gone = ↗️ 第 { $number } 号线索已经转给「{ $unit }」，你们不用再查了。
notice-gone-up = ↗️ 第 { $number } 号线索已经交回给维护者，你们不用再查了。
notice-back = ↩️ 「{ $unit }」交回了第 { $number } 号线索，现在没有单位在查。
notice-soon = ⏰ <b>{ $unit }</b>：第 { $number } 号线索快到时间了。
notice-over = ⌛ <b>{ $unit }</b>：第 { $number } 号线索的时间已经过了。查不完，也请说一声或交给上一级。
notice-above = ⚠️ 第 { $number } 号线索，「{ $unit }」用了两倍的时间还没有结果，上面也没有别的单位了。请你们看一看。
notice-due = 请在 { $due } 之前给出结果。
notice-was-due = 原定的时间：{ $due }。
notice-moment = { $month } 月 { $day } 日 { $time }
notice-quote = <i>{ $text }</i>
